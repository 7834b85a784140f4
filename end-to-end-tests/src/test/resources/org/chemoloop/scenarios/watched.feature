Feature: An engineer sees everything, and nobody's name

  @watched
  Scenario: Every figure of dashboard and alerts is there, and the logs tell of a bag but not of its patient
    Given patient "监控^甲" has arrived and wears a wristband (腕带)
    And a "carboplatin" bag for that patient has been received (收药)
    Then every figure that dashboard and alert rules name is exposed by a part
    And the logs of both servers tell of the bag or its message
    And every line that a service has logged is an object of JSON
    And the lines of both servers about that order, and about what the PIVAS was told of it, have one name
    And a request to a server has the name that its client gave it, in its answer and in the log
    And no log has the name or the number of a patient
