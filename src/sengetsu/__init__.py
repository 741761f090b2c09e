"""Sengetsu: what a town's living room and its link workers run on."""
