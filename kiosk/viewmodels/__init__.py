"""What QML reads: the only package, beside the window and the composition root, that knows Qt."""
