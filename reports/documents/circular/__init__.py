"""The circular: an official Word document with three annexes."""
