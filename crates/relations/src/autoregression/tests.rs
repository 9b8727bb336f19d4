//! What is known of made-up series must be found again.
