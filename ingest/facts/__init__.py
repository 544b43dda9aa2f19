"""From wordings to facts: dates, rights, credits. Pure; unknown beats wrong."""
