"""What the gallery shows: the screens, the papers, and the stage on which they stand."""
