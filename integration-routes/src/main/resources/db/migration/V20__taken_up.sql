-- Numbers every time that a message is taken up to take effect, whichever node does it: what fhir-server tells by that a
-- node which was frozen has been overtaken.
create sequence taken_up cache 1;
