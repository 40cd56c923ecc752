"""The reception: its composition root, the talk with a visitor, the staff's side."""
