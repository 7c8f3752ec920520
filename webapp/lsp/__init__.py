"""The language service as a Language Server, for editors: ``statewalk lsp`` speaks over standard input and output.

It answers from the text alone, starts no execution and runs no code of the files that it is shown.
"""
