Feature: A PDA without network loses no scan

  @scenario-11
  Scenario: 15 minutes in a dead corner, with a clock 3 minutes off
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And the clock of the PDA is 3 minutes ahead
    When "nurse1" tries to start (用药) the "carboplatin" bag with that PDA, "nurse2" as witness
    Then the nurse is warned of "clock-skew", in Chinese, and may go on for a reason
    When the PDA sends the start of the "carboplatin" bag that it has kept for 15 minutes, twice
    Then the "carboplatin" bag is "infusing"
    And the timeline of the "carboplatin" bag marks the start as told late
    And the HIS has heard of the start of the "carboplatin" bag, once
