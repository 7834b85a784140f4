Feature: A normal day at the day chemotherapy centre (日间化疗中心)

  @scenario-1
  Scenario: Three bags (袋) from the order to the end
    Given patient "测试^甲" has arrived and wears a wristband (腕带)
    When the doctor orders these bags
      | bag           | contents                      |
      | premedication | NS250 250, DEX5 5, ONDAN8 8   |
      | carboplatin   | NS250 250, CARBO150 450       |
      | flush         | NS250 250                     |
    Then the HIS is answered "OK" for each order
    And the PIVAS (静配中心) has heard of each bag, once
    When "nurse1" accepts (接单) and releases (通知发药) each bag
    Then the PIVAS is told to prepare the "carboplatin" bag
    When the PIVAS reports the "carboplatin" bag as compounded, qc-passed and dispatched
    And "nurse1" prepares (配药) the "premedication" bag
    And "nurse1" prepares (配药) the "flush" bag
    And "nurse1" receives (收药) each bag
    And "nurse1" gives (用药) each bag in turn, "nurse2" as witness, with a round (巡查)
    Then each bag is "completed"
    And the HIS has heard of the start and the end of each infusion, once
    And the timeline of the "carboplatin" bag tells of
      | ordered    |
      | accepted   |
      | released   |
      | compounded |
      | qc-passed  |
      | dispatched |
      | received   |
      | infusing   |
      | completed  |
