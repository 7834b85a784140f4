Feature: The record can be proven

  @scenario-16
  Scenario: The day is played again from the kept messages and scans
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And "nurse1" gives (用药) each bag in turn, "nurse2" as witness, with a round (巡查)
    When the engineer replays the day
    Then every bag is as messages and scans tell, and there were some of each
