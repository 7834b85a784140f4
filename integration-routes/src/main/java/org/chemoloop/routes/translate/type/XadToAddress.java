package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Address;
import org.jspecify.annotations.Nullable;

/** XAD → Address. */
final class XadToAddress implements Converter {
    @Override
    public @Nullable Address convert(Cell cell) {
        Value xad = cell.value();
        Address address = new Address();
        for (int part = 1; part <= 2; part++) {
            if (!xad.text(part).isEmpty()) {
                address.addLine(xad.text(part));
            }
        }
        if (!xad.text(3).isEmpty()) {
            address.setCity(xad.text(3));
        }
        if (!xad.text(4).isEmpty()) {
            address.setState(xad.text(4));
        }
        if (!xad.text(5).isEmpty()) {
            address.setPostalCode(xad.text(5));
        }
        if (!xad.text(6).isEmpty()) {
            address.setCountry(xad.text(6));
        }
        if (!xad.text(9).isEmpty()) {
            address.setDistrict(xad.text(9));
        }
        if (address.isEmpty()) {
            return null;
        }
        CodeTable.Entry use = cell.table("HL70190-address-type").find(xad.text(7));
        if (use != null && use.code() != null) {
            address.setUse(Address.AddressUse.fromCode(use.code()));
        }
        return address;
    }
}
