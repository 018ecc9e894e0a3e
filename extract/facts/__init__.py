"""One module per kind of fact, all of one shape: a text with its tokens in, facts out."""
