"""What curators make of a team's answers: challenged, replied to, accepted; and what stands."""
