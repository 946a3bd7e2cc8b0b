"""What every room needs: access, audit, jobs, imports, events … Knows no room."""
