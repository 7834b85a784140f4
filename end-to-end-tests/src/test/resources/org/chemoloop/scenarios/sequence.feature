Feature: Bags run in the order of the plan

  @scenario-3
  Scenario: The later bag is scanned first
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "premedication" bag of "NS250 250, DEX5 5" for 20 minutes ago
    And the doctor has ordered a "flush" bag of "NS250 250" for 10 minutes from now
    And "nurse1" has brought each bag to the chair
    When "nurse1" tries to start (用药) the "flush" bag, "nurse2" as witness
    Then the nurse is warned of "sequence", in Chinese, and may go on for a reason
    And the "flush" bag is still "received"
    When "nurse1" starts (用药) the "flush" bag against "sequence" because "医生要求先冲管"
    Then the "flush" bag is "infusing"
    And the reason "医生要求先冲管" is on record
