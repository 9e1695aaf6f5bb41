"""Attacks by text: what sellers, reviewers and web pages write must not change what a reply says of products, nor do anything."""
