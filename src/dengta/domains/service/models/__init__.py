"""Facts of service and the sums made from them."""
