"""A real web server on loopback: serves pages and feeds as news sites do, and as attackers do."""
