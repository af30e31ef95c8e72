"""Reading a text: voices, words, sentences, cues, questions, moods, private data."""
