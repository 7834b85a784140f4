Feature: An engineer sees everything, and nobody's name

  @watched
  Scenario: Every figure of dashboard and alerts is there, and the logs tell of a bag but not of its patient
    Given patient "监控^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    Then every figure that dashboard and alert rules name is exposed by a part
    And the logs of both servers tell of the bag or its message
    And no log has the name or the number of a patient
