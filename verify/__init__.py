"""Who agrees with whom: claims in, clusters and explained findings out."""
