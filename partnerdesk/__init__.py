"""PartnerDesk keeps what a secretariat keeps: partners, alliances, meetings and their papers."""
