Feature: A label that names another seat is known to be old

  @scenario-13
  Scenario: The patient is moved to another seat after the label was printed
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the HIS has booked seat "33" for that patient 10 minutes from now
    And the doctor has ordered a "carboplatin" bag
    When "nurse1" prints the label of the "carboplatin" bag
    Then the label comes out of the printer, once
    When the HIS moves that patient to seat "34"
    Then the label of the "carboplatin" bag is marked as stale: "座位 33 → 34"
