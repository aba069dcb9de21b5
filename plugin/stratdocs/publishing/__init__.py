"""Pages for generators of sites: answers in written pages, and all pages as Markdown files."""
