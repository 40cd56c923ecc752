"""Everything that a face needs of Qt below its view models: engine, fonts, scanner, camera, touch."""
