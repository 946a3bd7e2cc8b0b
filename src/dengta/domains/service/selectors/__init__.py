"""Questions about service: figures, the rows behind them, and how sound the data are."""
