Feature: An order reaches the patient it is meant for

  @scenario-17
  Scenario: One patient whose number is written in two letter cases
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When another desk orders a bag for the same number in small letters
    Then the HIS is answered "OK"
    And the bag is for the patient who wears the wristband

  Scenario: A number under which another person is known
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When another desk orders a bag for the same number but another name and birth date
    Then the HIS is answered "UA"
    And the answer says in Chinese that "登记为另一人" is missing
