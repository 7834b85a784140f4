Feature: A message that comes twice has one effect

  A HIS that hears no answer in time sends the same message again.

  @scenario-12
  Scenario: The same order message is sent three times
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When the HIS sends the same order message 3 times
    Then it gets the same answer 3 times
    And there is one bag
    And the PIVAS (静配中心) has heard of each bag, once

  Scenario: Another order under a message control id that was used before
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When the HIS sends an order message and then another amount under the same message control id
    Then the second message is answered "AE" with code "205"
    And there is one bag
