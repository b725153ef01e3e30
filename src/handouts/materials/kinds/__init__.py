"""The kinds of exercise, one file each, registered in `table`."""
