"""What every page is written with: escaped markup, Russian words, small drawings, the skeleton."""
