Feature: What nobody here knows is handled as the most dangerous

  @scenario-18
  Scenario: An external prescription (外配) is entered by hand
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When an external prescription of "NS250 250, 外购单抗 100" by a doctor of another hospital is entered by hand
    Then it became one bag
    And the pharmacist sees "unknown-drug" and "unknown-prescriber" of that patient
    When that bag has been accepted, released, prepared and received
    And "nurse1" tries to start (用药) that bag alone
    Then the scan is refused as "witness-required", in Chinese
