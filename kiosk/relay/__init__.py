"""The site's relay: one program that holds a Nexudus account for many panels. Bookings are bytes to it."""
