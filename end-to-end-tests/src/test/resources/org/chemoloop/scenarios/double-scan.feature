Feature: No bag is given twice

  @scenario-7
  Scenario: A PDA repeats a scan, and a colleague scans the same bag
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    When "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    And "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    Then the "carboplatin" bag is "infusing"
    When "nurse2" tries to start (用药) the "carboplatin" bag, "nurse1" as witness
    Then the scan is refused as "already-done", in Chinese
    And the HIS has heard of the start of the "carboplatin" bag, once

  @scenario-7
  Scenario: An empty bag is scanned again
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And "nurse1" gives (用药) each bag in turn, "nurse2" as witness, with a round (巡查)
    When "nurse2" tries to start (用药) the "carboplatin" bag, "nurse1" as witness
    Then the scan is refused as "already-done", in Chinese
    And the "carboplatin" bag is still "completed"
