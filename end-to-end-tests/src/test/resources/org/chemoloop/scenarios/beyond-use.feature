Feature: A bag past its beyond-use time reaches nobody's vein

  @scenario-6
  Scenario: The bag expires on its way to the chairs
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    And "nurse1" accepts (接单) and releases (通知发药) each bag
    And the PIVAS reports the "carboplatin" bag as compounded and dispatched, good until 5 minutes ago
    When "nurse1" tries to receive (收药) the "carboplatin" bag
    Then the scan is refused as "beyond-use", in Chinese
    When "nurse1" tries to start (用药) the "carboplatin" bag, "nurse2" as witness
    Then the scan is refused as "not-received" or "beyond-use", in Chinese
    And the HIS has heard nothing of an infusion
    When "nurse1" refuses (拒收) the "carboplatin" bag because "药袋已过期"
    Then the "carboplatin" bag is "returned"
