Feature: The right bag for the right patient

  @scenario-2
  Scenario: A bag is scanned at another patient's wristband
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And another patient "测试^乙" has arrived and wears a wristband (腕带)
    When "nurse1" starts (用药) the "carboplatin" bag at the other patient's wristband, "nurse2" as witness
    Then the scan is refused as "wrong-patient", in Chinese
    And the answer does not tell whose bag it is
    And the "carboplatin" bag is still "received"
    And the near miss is on record
    And the HIS has heard nothing of an infusion
    When "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    Then the "carboplatin" bag is "infusing"
