"""What the speed of extraction is measured with."""
