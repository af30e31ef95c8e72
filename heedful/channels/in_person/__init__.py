"""What staff note down themselves: visits, telephone calls and meetings."""
