Feature: What goes wrong at the chair reaches the HIS

  @scenario-9
  Scenario: A reaction: paused, then given to the end
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    When "nurse1" pauses (暂停) the "carboplatin" bag because "寒战"
    Then the "carboplatin" bag is "paused"
    When "nurse1" resumes (继续) the "carboplatin" bag
    Then the "carboplatin" bag is "infusing"
    When "nurse1" completes (结束) the "carboplatin" bag
    Then the "carboplatin" bag is "completed"
    And the HIS has heard of the "carboplatin" infusion in this order
      | sub-id | completion |
      | 1      |            |
      | 2      |            |
      | 3      |            |
      | 4      | CP         |

  @scenario-10
  Scenario: Extravasation (外渗): stopped with a part of the dose
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    And "nurse1" starts (用药) the "carboplatin" bag at the patient's own wristband, "nurse2" as witness
    When "nurse1" stops (中止) the "carboplatin" bag after 120 mL because "药液外渗"
    Then the "carboplatin" bag is "stopped"
    And the HIS has heard that 120 mL of the "carboplatin" bag were given
    When "nurse1" reports the extravasation of the "carboplatin" bag
    Then the answer says what is to be done at once
    And somebody looks at the arm (随访) in 3 days
