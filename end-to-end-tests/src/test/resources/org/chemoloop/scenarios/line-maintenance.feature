Feature: Nobody's central line is forgotten

  @scenario-15
  Scenario: The maintenance of a PICC is due
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When "nurse1" registers a "PICC" of that patient whose next maintenance was due 1 days ago
    Then the line is on the list of maintenance that is due
    When "nurse1" has looked after the line, and the next time is in 7 days
    Then the line is no longer on the list of maintenance that is due
