"""The desk: a small web application on this machine, where people decide what a finding is."""
