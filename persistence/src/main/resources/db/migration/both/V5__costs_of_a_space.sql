-- A space's page asks what was spent in it, whenever that was.
CREATE INDEX cost_quarter_space ON cost_quarter (space, quarter);
