Feature: Nurses put bags together, and the old labels are void

  @scenario-5
  Scenario: Regrouped (组方) after the labels were printed
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the doctor orders these bags
      | bag           | contents            |
      | dexamethasone | NS250 250, DEX5 5   |
      | ondansetron   | NS250 100, ONDAN8 8 |
    When "nurse1" regroups (组方) the "dexamethasone" and "ondansetron" bags
    Then the PIVAS hears that both old bags are cancelled, and what is in the new one
    When "nurse1" tries to accept (接单) the old "ondansetron" label
    Then it is refused as "void-label" and names the new code
