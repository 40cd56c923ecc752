"""What people read, part by part: catalogue keys with their values put in. Decides nothing."""
