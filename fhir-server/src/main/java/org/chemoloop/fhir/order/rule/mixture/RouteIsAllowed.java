package org.chemoloop.fhir.order.rule.mixture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Content;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * No drug goes by a route that is forbidden for it (O12). A vinca alkaloid in the spine kills, so it is known by its
 * name even where the catalogue does not have it.
 */
public final class RouteIsAllowed implements OrderRule {

    private static final String INTRATHECAL = "IT";
    private static final List<String> VINCA =
            List.of("长春新碱", "长春地辛", "长春瑞滨", "长春碱", "长春氟宁", "vincrist", "vinblast", "vindes", "vinorelb", "vinflun");

    static final Rule RULE = Rule.hard(
            "O12a",
            LoopIssue.ROUTE_FORBIDDEN,
            "药品不得经禁用途径给药；长春碱类绝不鞘内注射",
            "No drug goes by a route that is forbidden for it; a vinca alkaloid never goes into the spine");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return order.contents().stream()
                .flatMap(content -> forbidden(content, order)
                        .map(route -> Finding.by(
                                RULE,
                                "“%s”禁止经 %s 途径给药",
                                "\"%s\" must never be given by the route %s",
                                content.known(),
                                route)))
                .distinct()
                .toList();
    }

    private static Stream<String> forbidden(Content content, Considered order) {
        return order.routes().stream()
                .filter(route -> content.drug()
                                .filter(drug -> drug.forbiddenRoutes().contains(route))
                                .isPresent()
                        || route.equals(INTRATHECAL) && isVinca(content));
    }

    static boolean isVinca(Content content) {
        String names = Stream.of(content.known(), content.name(), content.code())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return VINCA.stream().anyMatch(names::contains);
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.routes().isEmpty();
    }
}
