"""The version of the program, also where it is not installed as a package, as in its container."""

VERSION = "0.1.0"
