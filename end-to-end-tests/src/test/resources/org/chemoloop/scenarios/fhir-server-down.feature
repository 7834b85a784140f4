Feature: Nothing that was answered is lost

  Scenario: Orders arrive while the FHIR server is down
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And the FHIR server has been killed
    When the HIS sends 3 orders
    Then each order is answered "AA": kept, the result follows
    When the engineer starts what is not running
    Then each order becomes one bag
    And the HIS hears the late result "OK" of each order
    And the PIVAS (静配中心) has heard of each bag, once
