"""An Article in, its Statements out: who said what."""
