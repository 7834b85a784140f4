Feature: Nothing is made in vain for a patient who does not come

  @scenario-8
  Scenario: A patient who has not come is listed, and nothing is made
    Given patient "测试^甲" is expected but has not come
    And the HIS has booked seat "31" for that patient 60 minutes ago
    And the doctor has ordered a "carboplatin" bag
    And "nurse1" accepts (接单) each bag
    When "nurse1" tries to release (通知发药) the "carboplatin" bag
    Then the scan is refused, in Chinese
    And that patient is on the list of those who did not come
    And the PIVAS has not been told to prepare the "carboplatin" bag

  @scenario-8
  Scenario: A patient who goes away again: the bag is called back before it is made
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor has ordered a "carboplatin" bag
    And "nurse1" accepts (接单) and releases (通知发药) each bag
    When the HIS has booked seat "32" for that patient 60 minutes ago
    Then that patient is on the list of those who did not come
    And the PIVAS has the "carboplatin" bag on its list of bags to call back
    When "nurse1" returns (退药) the "carboplatin" bag
    Then the "carboplatin" bag is "returned"
    And the PIVAS has the "carboplatin" bag no longer on its list of bags to call back
