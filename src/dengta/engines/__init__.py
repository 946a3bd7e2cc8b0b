"""Mathematics and law without Django: frozen problem in, frozen answer out."""
