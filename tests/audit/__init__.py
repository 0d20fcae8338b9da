"""What is known of the dependencies: `make audit` lists their licences and known weaknesses."""
