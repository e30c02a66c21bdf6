"""The reference: what rules, causes, profiles and the registries say, as one page each.

A page is plain data. The web shows it as HTML and as JSON, and the API's description tells its shape.
"""
